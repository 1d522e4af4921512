// Reads the page's own HTML, by a request if the browser's cache does not have it. The packed string is the value of the script.

lantern.reread(true);
