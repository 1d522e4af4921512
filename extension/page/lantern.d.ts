// What the scripts for pages share. Each injection runs some of them, one after the other, in the extension's isolated
// world of the page; they find each other there. A file that is not asked for a value must have none: Firefox refuses to
// hand out what cannot be cloned, and then the script counts as failed.

/** `<a>`, SVG `<a>`, `<area>`, an element of MathML that is a link. */
type LanternLinkKind = 'a' | 's' | 'r' | 'm';

interface LanternVisitor {
  /** A link, with its href as written. With `false` the walk ends. */
  link(element: Element, kind: LanternLinkKind, href: string): boolean | void;
  /** The landmarks that the next links stand in, outermost first; called before a link if they changed. */
  place?(landmarks: readonly Element[]): void;
  /** An `<iframe>` or `<frame>`, or an `<object>` that holds a page. */
  frame?(element: Element): void;
}

/** Whether a link can be seen. */
interface LanternSight {
  /** The part of the link that can be, or else its first. */
  part: Element;
  /** Why not, in a word; empty if it can. */
  why: string;
}

interface LanternSentence {
  before: string;
  link: string;
  after: string;
}

interface LanternBox {
  left: number;
  top: number;
  width: number;
  height: number;
  /** Whether what is in it can be seen. */
  seen: boolean;
}

interface LanternOverlay {
  host: HTMLElement;
  /** @param still without any motion */
  show(still: boolean): void;
  remove(): void;
  /** Adds the bar that says how many are lit. */
  bar(count: number, putOut: () => void): void;
  draw(boxes: readonly LanternBox[]): void;
}

/** Links by their number in the frame and the mark of their href. */
type LanternWanted = readonly [number: number, mark: number][];

/** What both ways of reading HTML share. */
interface LanternResponse {
  /** In place of a document: why there is none, and more about it. */
  missing(word: string, ...more: string[]): string;
  /** In place of a document: a file that is none. */
  file(status: number, text: string): string;
  /** Where a request ended: status, address, content of a refresh, `Retry-After`; packed. */
  end(status: number, url: string, refresh: string, retryAfter: string): string;
  /** The body up to a limit, and whether that was all of it. */
  bytes(response: Response, largest: number, stop: AbortController): Promise<{ body: Blob; whole: boolean }>;
  /** The media type, as named and as one that can be parsed. */
  type(response: Response): { named: string; known: 'text/html' | 'application/xhtml+xml' | undefined };
  /** Rows for `collect`: the status, from where it came, and headers that say something of the page. */
  head(response: Response, way: string): string[][];
}

interface Lantern {
  /** walk.js */
  walk(document: Document, visitor: LanternVisitor): void;
  /**
   * collect.js: a document as one packed string. `head` are rows that go before its links. A document that was parsed from
   * what another address sent takes that `address`, for it has that of its parser.
   */
  collect(document: Document, head?: readonly (readonly string[])[], address?: string): string;
  /** facts.js: rows of a live document for `collect` to put before its links. */
  facts(document: Document): string[][];
  /** facts.js: signs that a document is not the page, but a login or a challenge; with its text's length in any case if `always`. */
  wall(document: Document, always?: boolean): string[][];
  /** response.js */
  response: LanternResponse;
  /** reread.js: the page's own HTML as one packed string, or why there is none. */
  reread(network: boolean): Promise<string>;
  /** find.js: the links, null for those that are gone. */
  find(document: Document, wanted: LanternWanted): (Element | null)[];
  /** visible.js */
  visible(link: Element): LanternSight;
  /** visible.js: the boxes of a part of a link, in the window's coordinates. */
  boxes(part: Element): DOMRect[];
  /** visible.js: what cuts off that part where it goes beyond its edges. */
  clips(part: Element): Element[];
  /** sentence.js */
  sentence(link: Element): LanternSentence;
  /** evidence.js */
  evidence(ask: { links: LanternWanted }): (({ why: string } & LanternSentence) | null)[];
  /** overlay.js */
  overlay(): LanternOverlay;
  /** light.js; src/app/light.rs says what is asked. */
  light(ask: { links: LanternWanted; jump: boolean; elsewhere: number | null; shared: boolean; still: boolean }): ([lit: boolean, why: string] | null)[];
  /** light.js: what is lit in this frame, if anything is. */
  lit?: { host: HTMLElement; putOut(): void } | undefined;
  /** dark.js */
  dark(): void;
  /** still.js: whether the page was drawn meanwhile. */
  still(): Promise<boolean>;
  /** pulse.js */
  pulse(): { url: string; links: number; lit: boolean };
}

declare var lantern: Lantern;
