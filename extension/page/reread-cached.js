// Reads the page's own HTML from the browser's cache. The packed string is the value of the script.

lantern.reread(false);
