import type { Page } from 'playwright/test';
import { CANARY, LURE } from './words';

/** What shows nothing or turns what is beside it; it may stand in the page's source, never in what a person reads. */
const UNSEEN = String.raw`[\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]`;

export interface Harm {
  /** What was noticed since the journey began: scripts that ran, dialogs, requests that a text made. */
  noticed: readonly string[];
  /** Looks at the page as it stands, every fold of it open. */
  lookAt(): Promise<string[]>;
}

/** Watches a page for whatever a text could do beyond being read. */
export async function watchForHarm(page: Page, origin: string): Promise<Harm> {
  const noticed: string[] = [];
  await page.exposeFunction(CANARY, () => void noticed.push(`a script ran on ${page.url()}`));
  page.on('dialog', (dialog) => {
    noticed.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.includes(LURE) || !url.href.startsWith(origin)) noticed.push(`a request: ${url.href}`);
  });
  const lookAt = () =>
    page.evaluate(
      ({ unseen, lure }) => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
        const found: string[] = [];
        const attributes = ['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster'];
        for (const element of document.querySelectorAll('*')) {
          const name = element.tagName.toLowerCase();
          for (const { name: attribute, value } of element.attributes) {
            if (attribute.startsWith('on')) found.push(`${name} has ${attribute}`);
            if (attributes.includes(attribute) && !/^(https?|mailto):$/.test(new URL(value, location.href).protocol))
              found.push(`${name} ${attribute} leads to ${value.slice(0, 80)}`);
            if (['title', 'aria-label'].includes(attribute) && new RegExp(unseen).test(value))
              found.push(`${attribute} with letters that are not seen: ${value.slice(0, 80)}`);
          }
        }
        if (document.querySelector(`[src*="${lure}"]`)) found.push('a text became an element');
        const read = document.body.innerText;
        const at = read.search(new RegExp(unseen));
        if (at >= 0)
          found.push(`letters that are not seen: ${JSON.stringify(read.slice(Math.max(0, at - 40), at + 20))}`);
        const { scrollWidth, clientWidth } = document.documentElement;
        if (scrollWidth > clientWidth) found.push(`it is ${scrollWidth} px wide where ${clientWidth} are there`);
        return [...new Set(found)];
      },
      { unseen: UNSEEN, lure: LURE },
    );
  return { noticed, lookAt };
}
