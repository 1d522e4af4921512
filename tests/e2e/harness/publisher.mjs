// Publisher pages made for one test, at addresses that no other test uses.

/** A page of HTML around `body`. */
export const html = (body, title = "A page") => `<!doctype html><html lang="en"><title>${title}</title><body>${body}`;

/** Serves a page that links to `targets`, and returns its address. */
export async function publish(standin, address, targets) {
  const links = targets.map((target) => `<p>see <a href="https://${target}">${target}</a>`).join("");
  await standin.page({ url: address, body: html(links), contentType: "text/html; charset=utf-8" });
  return `https://${address}`;
}

/** Puts a link into the stand-in's index. */
export const known = (standin, source, target) => standin.graph({ links: [{ source, target }] });
