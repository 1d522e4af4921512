// Packs the document that this frame shows. The string is the value of the script.

lantern.collect(document, lantern.facts(document));
