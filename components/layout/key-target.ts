const STORE = 'keyledger.letter-keys';

/** WCAG 2.1.4: a person who dictates or slips can switch the single letters off. */
export const lettersAreOn = (): boolean => localStorage.getItem(STORE) !== 'off';
export const switchLetters = (on: boolean): void => localStorage.setItem(STORE, on ? 'on' : 'off');

/** Letters typed into a field, with a modifier held, or while a dialog is open are not ours. */
export const isForUs = (event: KeyboardEvent): boolean =>
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.defaultPrevented &&
  document.querySelector('[role="dialog"]') === null &&
  !(event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]'));

/** Moves the focus along the rows of the list on the screen. */
export function moveAlongRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1);
  rows[next]?.focus();
  rows[next]?.scrollIntoView({ block: 'nearest' });
}

export function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>('[data-search]');
  search?.focus();
  search?.select();
  return search !== null;
}

/** Esc leaves a text field, so that the letters are keys again; a search box clears itself first, which is the browser's. */
export function leaveField({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Escape' || !(target instanceof HTMLInputElement) || !target.matches('[data-search][type="text"]'))
    return false;
  target.blur();
  return true;
}

/** Follows the link that the page marked, so that the keys can go nowhere that the page does not offer. */
export const follow = (selector: string): void => document.querySelector<HTMLElement>(selector)?.click();
