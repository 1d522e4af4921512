// Lint rules of all JavaScript here. Those that matter most are not about style: they hold the borders between the parts
// of the extension, and keep text of foreign pages from ever being read as markup or code.

import js from "@eslint/js";
import globals from "globals";

const MARKUP = "Text of a page must never become markup: use lit-html templates or textContent.";

const noImports = ["ImportDeclaration", "ImportExpression", "ExportNamedDeclaration[source]", "ExportAllDeclaration"].map(
  (selector) => ({ selector, message: "Scripts injected into pages stand alone: there is no module loader for them there." }),
);

export default [
  { ignores: ["dist/", "node_modules/", "target/", "out/", "**/*.d.ts"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-throw-literal": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: ["extension/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.webextensions } },
    rules: {
      "no-console": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "parseHTMLUnsafe", "createContextualFragment"].map(
          (property) => ({ property, message: MARKUP }),
        ),
        ...["write", "writeln"].map((property) => ({ object: "document", property, message: MARKUP })),
      ],
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["**/unsafe-html.js", "**/unsafe-svg.js", "**/unsafe-mathml.js", "**/static.js"], message: MARKUP }] },
      ],
    },
  },
  {
    files: ["extension/background.js"],
    languageOptions: { globals: globals.serviceworker },
  },
  {
    // A function of it runs in pages; the other runs what is made for pages.
    files: ["extension/inject.js", "extension/check/look.js"],
    languageOptions: { globals: { lantern: "readonly" } },
  },
  {
    files: ["extension/page/**/*.js"],
    languageOptions: { sourceType: "script", globals: { lantern: "readonly" } },
    rules: {
      "no-restricted-syntax": ["error", ...noImports],
      // The separators of the packed string are control characters, and are cleaned out of what goes between them.
      "no-control-regex": "off",
    },
  },
  {
    files: ["extension/views/**/*.js"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: ["**/background.js", "**/wasm/**"], message: "Views speak to the background by messages only." },
            { group: ["**/page/**"], message: "Scripts for pages are injected by the background, not imported." },
            { group: ["**/unsafe-html.js", "**/unsafe-svg.js", "**/unsafe-mathml.js", "**/static.js"], message: MARKUP },
          ],
        },
      ],
    },
  },
  {
    files: ["tools/**/*.mjs", "tests/**/*.mjs", "*.mjs"],
    // Functions that a test hands to a page run in that page.
    languageOptions: { globals: { ...globals.node, ...globals.browser, ...globals.webextensions } },
  },
];
