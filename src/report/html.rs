//! Writes HTML in which text can only ever be text. Tags and attributes' names are constants of the program; all that
//! comes from elsewhere goes through [`Html::text`] or the value of an attribute, and both escape.

/// A document in the making.
#[derive(Debug, Default)]
pub(super) struct Html(String);

/// The attributes of a tag.
pub(super) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    pub(super) fn new() -> Self {
        Self("<!doctype html>\n".to_owned())
    }

    /// The begin of an element that holds others.
    pub(super) fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.0.extend(["<", tag]);
        for (name, value) in attributes {
            self.0.extend([" ", name, "=\""]);
            escape(value, &mut self.0);
            self.0.push('"');
        }
        self.0.push('>');
    }

    pub(super) fn close(&mut self, tag: &'static str) {
        self.0.extend(["</", tag, ">"]);
    }

    /// An element with a text.
    pub(super) fn element(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    pub(super) fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// What the program itself has: its style sheet, its drawings.
    pub(super) fn own(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    pub(super) fn done(self) -> String {
        self.0
    }
}

/// Both quotes too, so that the same serves texts and values. What no document may hold becomes `�`, as a parser has it.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_text() {
        let mut html = Html::default();
        html.element("p", &[("title", "\"><script>x</script>")], "<img src=x onerror='a'>&amp;\0");
        assert_eq!(
            html.done(),
            "<p title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">&lt;img src=x onerror=&#39;a&#39;&gt;&amp;amp;�</p>"
        );
    }

    fn unescaped(text: &str) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
            .iter()
            .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    proptest! {
        /// What is put in comes out as one text and one value, whatever it is.
        #[test]
        fn any_text_stays_where_it_is(text in "(\\PC|[<>&\"'=/ -]|<script>|</p>|&lt;|--!?>){0,60}") {
            let mut html = Html::default();
            html.element("p", &[("title", &text)], &text);
            let written = html.done();
            let inside = written.strip_prefix("<p title=\"").and_then(|rest| rest.strip_suffix("</p>")).expect("the element");
            let (value, inside) = inside.split_once("\">").expect("the end of the tag");
            for part in [value, inside] {
                prop_assert!(!part.contains(['<', '>', '"', '\'']), "{}", part);
                prop_assert_eq!(unescaped(part), text.clone());
            }
        }
    }
}
