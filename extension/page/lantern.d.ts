// What the scripts for pages share. Each injection runs some of them, one after the other, in the extension's isolated
// world of the page; they find each other there.

/** `<a>`, SVG `<a>`, `<area>`. */
type LanternLinkKind = 'a' | 's' | 'r';

interface LanternVisitor {
  /** A link, with its href as written. */
  link(element: Element, kind: LanternLinkKind, href: string): void;
  /** The landmarks that the next links stand in, outermost first; called before a link if they changed. */
  place?(landmarks: readonly Element[]): void;
  /** An `<iframe>` or `<frame>`. */
  frame?(element: Element): void;
}

interface Lantern {
  /** walk.js */
  walk(document: Document, visitor: LanternVisitor): void;
  /** collect.js: a document as one packed string. `head` are rows that go before its links. */
  collect(document: Document, head?: readonly (readonly string[])[]): string;
  /** facts.js: rows of a live document for `collect` to put before its links. */
  facts(document: Document): string[][];
  /** reread.js: the page's own HTML as one packed string, or why there is none. */
  reread(network: boolean): Promise<string>;
}

declare var lantern: Lantern;
