// The pages that pictures are taken on, one for each thing that a verdict can say.

/** What is looked for. */
export const TARGET = "acme-lamps.example/spring-range";

const LINK = `https://${TARGET}`;
const TEXT = "Brass lamps are back. Makers say that demand has doubled within a year, and workshops that had closed open again. ".repeat(4);

const article = (title, body) => `<!doctype html><html lang="en"><head><title>${title}</title></head><body>
  <header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
  <main><h1>${title}</h1><p>${TEXT}</p>${body}</main>
  <footer><a href="https://example.org/imprint">Imprint</a></footer></body></html>`;

/** By name of the picture. `body` is served at `url`; without one the stand-in has the page. */
export const PAGES = {
  "popup": { url: "https://daily-tribune.example/brass-lamps-return" },
  "scopes": { url: "https://daily-tribune.example/brass-lamps-return", then: "scopes" },
  "links": { url: "https://daily-tribune.example/brass-lamps-return", then: "links" },
  "verdict-good": {
    url: "https://the-courier.example/workshops",
    body: article("Workshops open again", `<p>The best of them is <a href="${LINK}">the Acme spring range</a>, our tester says.</p>`),
    asks: false,
  },
  "verdict-nofollow": {
    url: "https://the-courier.example/shopping",
    body: article("What to buy this week", `<p>Paid: <a rel="sponsored nofollow" href="${LINK}">the Acme spring range</a>.</p>`),
    asks: false,
  },
  "verdict-scripts": {
    url: "https://the-courier.example/live",
    body: article("As it happens", `<p id="late">…</p><script>document.getElementById("late").innerHTML = 'Now: <a href="${LINK}">the Acme spring range</a>.'</script>`),
    asks: false,
  },
  "verdict-wrapped": {
    url: "https://the-courier.example/newsletter",
    body: article("From our newsletter", `<p>Read more: <a href="https://www.google.com/url?q=${encodeURIComponent(LINK)}&amp;sa=D">the Acme spring range</a>.</p>`),
    asks: false,
  },
  "verdict-none": {
    url: "https://the-courier.example/history",
    body: article("A short history of brass", "<p>See <a href=\"https://museum.example/brass\">the museum</a>.</p>"),
    asks: false,
  },
  "verdict-unknown": {
    url: "https://the-courier.example/members",
    body: "<!doctype html><html lang=\"en\"><title>Sign in</title><main><h1>Sign in to read on</h1><form><label>Password <input type=\"password\"></label></form></main></html>",
    asks: false,
  },
};
