export const CLIPBOARD_SECONDS = 30;

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Empties the clipboard after 30 s, or as soon afterwards as the window has the focus again: browsers
 * let a page write only then. What was copied is not kept to compare with, since keeping it is the harm.
 */
export function emptyClipboardLater(): void {
  clearTimeout(timer);
  timer = setTimeout(emptyNow, CLIPBOARD_SECONDS * 1000);
}

function emptyNow(): void {
  navigator.clipboard.writeText('').catch(() => {
    window.addEventListener('focus', emptyNow, { once: true });
  });
}
