// On sites that the person chose: says that the page is there. It reads nothing and leaves nothing.

chrome.runtime.sendMessage('arrived').catch(() => {});
