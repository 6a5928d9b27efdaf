import { describe, expect, test } from 'vitest';
import { at, timelineEvent as event, TOKEN } from '@/lib/domain/testing/timeline-event';
import { foldTimeline } from './fold-timeline';
import type { TimelineEntry, TimelineEvent, TimelineRun } from './timeline-entry';
import type { TimelinePage } from './timeline-page';

const NOW = at('20T18:00:00');
const fold = (events: TimelineEvent[], more: Partial<TimelinePage<TimelineEvent, TimelineRun>> = {}) =>
  foldTimeline({ events, runs: [], gaps: [], before: null, next: null, filtered: false, now: NOW, ...more });

/** `read payments-api ×3`, `change PutSecretValue`, `rotation failed at setSecret, 2 events`, `gap`. */
function tell(entry: TimelineEntry): string {
  if (entry.kind === 'gap') return 'gap';
  if (entry.kind === 'rotation')
    return `rotation ${[entry.state, entry.step].filter(Boolean).join(' at ')}, ${entry.events.length} events`;
  if ('event' in entry) return `${entry.kind} ${entry.event.eventName}`;
  return `${entry.kind} ${entry.events[0].principal.label} ×${entry.events.length}`;
}

const read = (time: string, who?: string) => event(time, 'GetSecretValue', { who });
const denied = (time: string, name = 'GetSecretValue') => event(time, name, { outcome: 'denied', who: 'web' });
const run = (more: Partial<TimelineRun> = {}): TimelineRun => ({
  id: TOKEN,
  state: 'running',
  step: 'setSecret',
  message: 'going on',
  startedBy: { id: 'i|m', name: 'Mara' },
  reason: null,
  startedAt: at('20T14:00:00'),
  endedAt: null,
  ...more,
});

describe('folding', () => {
  test.each<[string, TimelineEvent[], string[]]>([
    [
      'reads of a day fold by who made them, though others read in between',
      [read('20T14:03:00'), read('20T14:02:00', 'charge'), read('20T14:01:00'), read('20T14:00:00', 'charge')],
      ['read payments-api ×2', 'read charge ×2'],
    ],
    ['a day ends a fold', [read('20T00:01:00'), read('19T23:59:00')], ['read payments-api ×1', 'read payments-api ×1']],
    [
      'a change ends a fold: before and after it are reads of other values',
      [read('20T14:02:00'), event('20T14:01:00', 'PutSecretValue'), read('20T14:00:00')],
      ['read payments-api ×1', 'change PutSecretValue', 'read payments-api ×1'],
    ],
    [
      'refusals fold whatever was asked, and end nothing',
      [read('20T14:03:00'), denied('20T14:02:00', 'PutSecretValue'), denied('20T14:01:00'), read('20T14:00:00')],
      ['read payments-api ×2', 'denied web ×2'],
    ],
    [
      'looks at metadata are no reads, nor is a read of what is not there',
      [
        event('20T14:02:00', 'DescribeSecret'),
        read('20T14:01:00'),
        event('20T14:00:00', 'GetSecretValue', { errorCode: 'ResourceNotFoundException' }),
      ],
      ['look payments-api ×1', 'read payments-api ×1', 'failed payments-api ×1'],
    ],
    [
      'policy, deletion and the rotation’s settings stand alone',
      [
        event('20T14:02:00', 'PutResourcePolicy'),
        event('20T14:01:00', 'DeleteSecret'),
        event('20T14:00:00', 'CancelRotateSecret'),
      ],
      ['policy PutResourcePolicy', 'deletion DeleteSecret', 'rotation-setting CancelRotateSecret'],
    ],
  ])('%s', (_, events, expected) => expect(fold(events).map(tell)).toEqual(expected));
});

describe('rotations', () => {
  const started = event('20T14:00:01', 'RotationStarted');
  const asked = event('20T14:00:00', 'RotateSecret', { who: 'operator' });
  const put = event('20T14:00:02', 'PutSecretValue', { versionId: TOKEN });
  const failed = event('20T14:00:05', 'RotationFailed', { errorMessage: 'Pending during the setSecret step' });
  const succeeded = event('20T14:00:05', 'RotationSucceeded');

  test.each<[string, TimelineEvent[], string[]]>([
    ['its events are one entry', [succeeded, put, started, asked], ['rotation succeeded, 4 events']],
    [
      'a failure has its step; a retry of the same token is another',
      [
        event('20T15:00:05', 'RotationFailed', { errorMessage: 'x' }),
        event('20T15:00:00', 'RotationStarted'),
        failed,
        started,
      ],
      ['rotation failed, 2 events', 'rotation failed at setSecret, 2 events'],
    ],
    [
      'reads during it stay reads',
      [succeeded, read('20T14:00:03'), started],
      ['rotation succeeded, 2 events', 'read payments-api ×1'],
    ],
    [
      'a value written by hand, and a label moved later, are changes',
      [
        event('20T16:00:00', 'UpdateSecretVersionStage', { versionId: TOKEN }),
        succeeded,
        event('20T14:00:03', 'PutSecretValue', { versionId: 'another' }),
        started,
      ],
      ['change UpdateSecretVersionStage', 'rotation succeeded, 2 events', 'change PutSecretValue'],
    ],
    [
      'one without an end is unknown once it can no longer go on',
      [event('20T17:30:00', 'RotationStarted', { token: TOKEN.replace(/1$/, '2') }), started],
      ['rotation running, 1 events', 'rotation unknown, 1 events'],
    ],
  ])('%s', (_, events, expected) => expect(fold(events).map(tell)).toEqual(expected));

  test('our run and AWS’s events are one entry; AWS’s word counts', () => {
    const [entry, ...rest] = fold([failed, started, asked], { runs: [run()] });
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({ state: 'failed', step: 'setSecret', run: { startedBy: { name: 'Mara' } } });
  });

  test('a run that no event tells of yet stands at its beginning, and not under filters', () => {
    const events = [read('20T14:01:00'), read('20T13:59:00')];
    expect(fold(events, { runs: [run()] }).map(tell)).toEqual([
      'read payments-api ×1',
      'rotation running at setSecret, 0 events',
      'read payments-api ×1',
    ]);
    expect(fold(events, { runs: [run()], filtered: true }).map(tell)).toEqual(['read payments-api ×2']);
  });

  test('what is on another page or filtered out is not called unfinished', () => {
    const young = event('20T17:59:00', 'RotationStarted');
    const before = { at: at('20T17:59:30'), folds: false };
    expect(fold([young], { before })).toMatchObject([{ state: 'unknown', newerPage: true }]);
    expect(fold([young], { filtered: true })).toMatchObject([{ state: 'unknown', newerPage: false }]);
    expect(fold([succeeded], { next: started })).toMatchObject([{ state: 'succeeded', olderPage: true }]);
  });
});

describe('at the border of a page', () => {
  test('a fold says that there may be more of it', () => {
    const page = fold([read('20T14:01:00')], {
      before: { at: at('20T14:02:00'), folds: true },
      next: read('20T13:00:00'),
    });
    expect(page).toMatchObject([{ newerPage: true, olderPage: true }]);
  });

  test.each<[string, Partial<TimelinePage<TimelineEvent, TimelineRun>>]>([
    ['another day', { before: { at: at('21T00:01:00'), folds: true }, next: read('19T23:00:00') }],
    ['an act', { before: { at: at('20T14:02:00'), folds: false }, next: event('20T13:00:00', 'TagResource') }],
    ['no page', {}],
  ])('%s ends it', (_, more) =>
    expect(fold([read('20T14:01:00')], more)).toMatchObject([{ newerPage: false, olderPage: false }]),
  );
});

test('a gap stands where it is, ends a fold, and is on one page alone', () => {
  const gap = { kind: 'gap' as const, from: at('20T12:00:00'), to: at('20T13:00:00') };
  const [newer, older] = [read('20T14:00:00'), read('20T11:00:00')];
  expect(fold([newer, older], { gaps: [gap] }).map(tell)).toEqual([
    'read payments-api ×1',
    'gap',
    'read payments-api ×1',
  ]);
  expect(fold([newer], { gaps: [gap], next: older }).map(tell)).toEqual(['read payments-api ×1']);
  expect(fold([older], { gaps: [gap], before: { at: newer.at, folds: true } }).map(tell)).toEqual([
    'gap',
    'read payments-api ×1',
  ]);
  expect(fold([], { gaps: [{ kind: 'gap', from: null, to: null }] }).map(tell)).toEqual(['gap']);
});
