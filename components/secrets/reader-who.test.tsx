import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ReaderKinds, ReaderWho } from './reader-who';

type Reader = Parameters<typeof ReaderWho>[0]['reader'];
const sso: Reader = {
  principal: {
    id: 'p',
    arn: 'arn:aws:iam::111122223333:role/sso',
    type: 'role',
    accountId: '111122223333',
    label: 'sso',
  },
  actorKind: 'person',
  who: 'ana',
  reads: 20,
  ofPeople: 20,
  shared: false,
  people: [],
  peopleCount: 0,
};
const textOf = (change: Partial<Reader>): string =>
  renderToStaticMarkup(
    <>
      <ReaderWho reader={{ ...sso, ...change }} /> | <ReaderKinds reader={{ ...sso, ...change }} />
    </>,
  )
    .replaceAll('<!-- -->', '')
    .replaceAll('</li>', '; ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' ;', ';')
    .replaceAll(' ,', ',')
    .trim();
const people = [
  { name: 'bob', reads: 12 },
  { name: 'ana', reads: 1 },
];

it.each<[string, Partial<Reader>, string]>([
  ['one person alone', {}, 'ana | person'],
  [
    'several',
    { shared: true, reads: 13, ofPeople: 13, people, peopleCount: 2 },
    '2 people bob, 12 reads; ana, 1 read; | person',
  ],
  [
    'more than are named, and some without a name',
    { shared: true, people, peopleCount: 9 },
    '9 people bob, 12 reads; ana, 1 read; and 7 more; | person',
  ],
  [
    'a workload besides',
    { shared: true, reads: 8_653, people, peopleCount: 2 },
    '2 people bob, 12 reads; ana, 1 read; not named, 7 reads; not by people, 8,633 reads; | person 8,633 reads not by people',
  ],
  ['pods of one role', { actorKind: 'workload', who: 'pod-7', ofPeople: 0, shared: true }, 'latest: pod-7 | workload'],
  [
    'a workload last, and people of days whose events are not kept',
    { actorKind: 'workload', who: 'pod-7', ofPeople: 1, shared: true },
    'latest: pod-7 | workload 1 read by people',
  ],
  ['one that is called as its principal', { who: 'sso' }, '| person'],
])('%s', (_, change, text) => {
  expect(textOf(change)).toBe(text);
});
