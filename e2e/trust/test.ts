import { expect, test as base } from 'playwright/test';
import { startEstate, type Estate } from './world/start-estate';
import { surveyEstate, type Survey } from './world/survey';

/** Tests of the door over a Keyledger of their own, with people whom the demo does not have. */
export const test = base.extend<object, { estate: Estate; survey: Survey }>({
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
