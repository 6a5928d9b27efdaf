import { expect, test as base } from 'playwright/test';
import { startEstate, type Estate } from './world/start-estate';
import { surveyEstate, type Survey } from './world/survey';

interface Worlds {
  /** Which estate is asked: a file that names another one than the others do shares nothing with them. */
  world: 'looked at' | 'written to';
  estate: Estate;
  survey: Survey;
}

/** Tests of the door over a Keyledger of their own, with people whom the demo does not have. */
export const test = base.extend<object, Worlds>({
  // Playwright starts another worker, and with it another estate, wherever an option of workers differs.
  world: ['looked at', { scope: 'worker', option: true }],
  estate: [
    async ({}, use) => {
      const estate = await startEstate();
      await use(estate);
      await estate.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  survey: [async ({ estate }, use) => use(await surveyEstate(estate)), { scope: 'worker', timeout: 180_000 }],
});

export { expect };
