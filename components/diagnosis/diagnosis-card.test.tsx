import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { DiagnosisCard } from './diagnosis-card';

const AT = '2026-11-20T03:00:31.250Z';
const KNOWN: DiagnosisView = {
  state: 'failing',
  since: AT,
  step: 'setSecret',
  functionName: 'rotate-db',
  message: 'Error when executing lambda arn:aws:lambda:eu-west-1:111122223333:function:rotate-db during setSecret step',
  cause: { id: 'unknown', title: 'The cause is not known yet', why: 'Nothing that was looked at tells it.' },
  evidence: [],
  next: [
    { text: 'Clear the pending label. The current value stays as it is.', act: 'clear' },
    { text: 'Rotate again, and watch the run to its end.', act: 'rotate' },
  ],
  unseen: [{ what: 'The function', why: 'It was not asked for.', grant: null }],
  log: null,
};
const LOG = {
  group: '/aws/lambda/rotate-db',
  from: AT,
  to: AT,
  lines: [
    { at: AT, text: 'Found credentials in environment variables.', clear: true },
    { at: AT, text: 'xxx xxx {"xxx": "x9x"}', clear: false },
  ],
  more: false,
};

const markupOf = (change: Partial<DiagnosisView> = {}, may = { diagnose: true, readLogs: true }): string =>
  renderToStaticMarkup(
    <DiagnosisCard id="one" diagnosis={{ ...KNOWN, ...change }} may={may} recordedAs="The ledger records it as Ada." />,
  );
const textOf = (...asked: Parameters<typeof markupOf>): string =>
  markupOf(...asked).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '); // prettier-ignore

test('what is known is said, with the way on and what was not looked at', () => {
  const text = textOf();
  expect(text).toMatch(/The cause is not known yet .* Step setSecret Function rotate-db AWS says Error when executing/);
  expect(text).toMatch(/What to do Clear the pending label.* to the label Rotate again.* to Rotate now/);
  expect(text).toContain('The function. It was not asked for.');
  expect(text).not.toMatch(/What was seen|Its log,/);
  expect(markupOf()).toMatch(/href="#rotation".*href="#acts"/);
});

test('who may ask AWS is offered just that', () => {
  const buttons = (...asked: Parameters<typeof markupOf>) =>
    [...markupOf(...asked).matchAll(/<button[^>]*>([^<]*)</g)].map(([, words]) => words);
  expect(buttons()).toEqual(['Look at the function', 'Look at it and its log']);
  expect(buttons({}, { diagnose: true, readLogs: false })).toEqual(['Look at the function']);
  expect(buttons({}, { diagnose: false, readLogs: true })).toEqual([]);
  // Another service rotates it: there is nothing to look at.
  expect(buttons({ functionName: null })).toEqual([]);
});

test('a permission or an action that is missing is named', () => {
  const unseen = [{ what: 'The function’s log', why: 'AWS refused it.', grant: 'logs:FilterLogEvents' }];
  expect(textOf({ unseen })).toMatch(/Not looked at The function’s log\. AWS refused it\. .*Needs .*logs:FilterLogEvents/);
}); // prettier-ignore

test('log lines stand with their time, and how they are masked is said', () => {
  const text = textOf({ log: LOG, evidence: ['That invocation took 412 ms.'], unseen: [] });
  expect(text).toContain('best effort, not a proof');
  expect(text).toMatch(/03:00:31\.250 Found credentials in environment variables\. 03:00:31\.250 xxx xxx/);
  expect(text).toContain('What was seen That invocation took 412 ms.');
  expect(text).not.toMatch(/Not looked at|More was logged/);
  expect(textOf({ log: { ...LOG, lines: [], more: true } })).toMatch(/More was logged.*no line of this secret/);
});
