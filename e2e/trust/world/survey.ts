import { accessList } from '@/lib/contract/access-list';
import type { EventView } from '@/lib/contract/access';
import { ledgerList, type LedgerEntryView } from '@/lib/contract/ledger';
import { rotateAnswer } from '@/lib/contract/acts';
import { waveDetail } from '@/lib/contract/waves';
import { reviewDetail, reviewReadersList } from '@/lib/contract/reviews';
import { runView, type RunView } from '@/lib/contract/rotation';
import { unusualList } from '@/lib/contract/unusual';
import { secretsList } from '@/lib/contract/secrets-list';
import type { SecretItem } from '@/lib/contract/secret-item';
import { scopesList } from '@/lib/contract/scopes-list';
import { until } from '@/e2e/fixtures/until';
import { DENIED_SECRETS } from './marked-secrets';
import { Person } from './person';
import type { Estate } from './start-estate';

/** All that there is, as somebody is told who may see everything. */
export interface Survey {
  admin: Person;
  secrets: readonly SecretItem[];
  /** Those made for these tests. */
  marked: readonly SecretItem[];
  events: readonly EventView[];
  runs: readonly RunView[];
  /** Of the ledger, about secrets. */
  entries: readonly LedgerEntryView[];
  /** Of the readers of each marked secret, all of them unexpected and all of it signed. */
  reviews: readonly { id: string; secret: SecretItem }[];
  /** Of marked secrets that somebody was denied many times: one that was dismissed, the others open. */
  findings: readonly { id: string; secret: SecretItem; dismissed: boolean }[];
  /** Of each marked secret alone, drafted and aborted. */
  waves: readonly { id: string; secret: SecretItem }[];
  /** Ids, `account/region`. */
  scopes: readonly string[];
  /** The name of a view that somebody keeps for themselves, and what stands in its query. */
  ownView: { name: string; query: string };
}

const DAY_MS = 86_400_000;
/** Told by the seed in each account, and their rotation ends well. */
const ROTATED = ['prod/web/session-key', 'staging/payments/db', 'dev/payments/db'];

async function rotate(admin: Person, { id, name }: SecretItem): Promise<RunView> {
  const answer = await admin.post(`/api/secrets/${id}/rotate`, { reason: `reason-for-${name}`, confirmName: name });
  if (answer.status !== 202) throw new Error(`rotating ${name} answered ${answer.status}: ${answer.text}`);
  const { runId } = rotateAnswer.parse(JSON.parse(answer.text));
  return until(`the run of ${name} has ended`, 60, async () => {
    const run = await admin.get(runView, `/api/rotations/${runId}`);
    return run.endedAt === null ? null : run;
  });
}

/** By a prefix that is the name itself: who does not see the secret must meet none of it, and nothing is kept on itself. */
async function keepOn(admin: Person, name: string): Promise<void> {
  const kept = { owner: `owner-of-${name}`, note: `note-of-${name}`, runbook: `https://wiki.example.com/${name}` };
  const answer = await admin.post('/api/annotations', { prefix: name, ...kept, revision: null });
  if (answer.status !== 200) throw new Error(`annotating ${name} answered ${answer.status}: ${answer.text}`);
}

/** Of one that AWS rotates nobody is reminded. */
async function remindOf(admin: Person, { id, name }: SecretItem): Promise<void> {
  const asked = { dueOn: '2026-01-01', everyDays: 90, note: `reminder-of-${name}`, revision: null };
  const answer = await admin.post(`/api/secrets/${id}/reminder`, asked);
  if (answer.status !== 200) throw new Error(`a reminder of ${name} answered ${answer.status}: ${answer.text}`);
}

/** Whoever does not see the secret must meet none of it, and no note on its readers. */
async function review(admin: Person, secret: SecretItem): Promise<Survey['reviews'][number]> {
  const post = async (path: string, body: object) => {
    const { status, text } = await admin.post(path, body);
    if (status !== 200 && status !== 201) throw new Error(`${path} answered ${status}: ${text}`);
    return reviewDetail.parse(JSON.parse(text));
  };
  const day = (ago: number) => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
  const { id } = await post('/api/reviews', { secret: secret.id, from: day(3), to: day(0) });
  const { items } = await admin.get(reviewReadersList, `/api/reviews/${id}/readers?limit=200`);
  const readers = items.map(({ principal, actorKind }) => ({ principal: principal.id, actorKind, seen: 0 }));
  const note = `review-note-of-${secret.name}`;
  if (readers.length > 0) await post(`/api/reviews/${id}/readers`, { readers, verdict: 'unexpected', note });
  const { marks } = await admin.get(reviewDetail, `/api/reviews/${id}`);
  await post(`/api/reviews/${id}/sign`, { seen: marks, nextInDays: 30 });
  return { id, secret };
}

/** Whoever does not see the secret must meet none of it, nor of why it was dismissed. */
async function dismissOne(admin: Person, marked: readonly SecretItem[]): Promise<Survey['findings']> {
  const found = await until('what was denied many times is told', 120, async () => {
    const { items } = await admin.get(unusualList, '/api/access/unusual?rule=denied-burst&from=3d&limit=200');
    const ofMarks = items.flatMap(({ id, secret: about }) => {
      const secret = marked.find((one) => one.id === about?.id);
      return secret ? [{ id, secret }] : [];
    });
    return ofMarks.length === DENIED_SECRETS ? ofMarks : null;
  });
  const [first] = found;
  if (!first) throw new Error('nothing unusual is found');
  const dismissal = { ids: [first.id], reason: `dismissal-of-${first.secret.name}` };
  const answer = await admin.post('/api/access/unusual/dismissals', dismissal);
  if (answer.status !== 200) throw new Error(`a dismissal answered ${answer.status}: ${answer.text}`);
  return found.map((finding) => ({ ...finding, dismissed: finding === first }));
}

/** Whoever does not see the secret must meet none of it, nor of why it was aborted. */
async function drawWave(admin: Person, secret: SecretItem): Promise<Survey['waves'][number]> {
  const draft = { name: `wave-of-${secret.name}`, source: { kind: 'ids', ids: [secret.id] } };
  const { status, text } = await admin.post('/api/waves', draft);
  if (status !== 201) throw new Error(`a wave of ${secret.name} answered ${status}: ${text}`);
  const { id } = waveDetail.parse(JSON.parse(text));
  const abort = { to: 'aborted', reason: `wave-reason-of-${secret.name}` };
  const ended = await admin.post(`/api/waves/${id}/steer`, abort);
  if (ended.status !== 200) throw new Error(`aborting a wave answered ${ended.status}: ${ended.text}`);
  return { id, secret };
}

/** What nobody else is told of. */
async function keepView(admin: Person): Promise<Survey['ownView']> {
  const view = { name: 'view-mark-own', query: 'q=query-mark-own' };
  const answer = await admin.post('/api/views', { ...view, screen: 'secrets' });
  if (answer.status !== 201) throw new Error(`saving a view answered ${answer.status}: ${answer.text}`);
  return view;
}

/** Looks at everything, after a rotation in each account. */
export async function surveyEstate(estate: Estate): Promise<Survey> {
  const { client, marked } = estate;
  const admin = new Person(client, await estate.cookieOf('admin'));
  const list = () => admin.pages(secretsList, '/api/secrets?limit=200&pending=include&include=none');
  const byName = async () => (await list()).flatMap(({ items }) => items);
  const before = await byName();
  const rotated = ROTATED.map((name) => before.find((item) => item.name === name)).filter((item) => item !== undefined);
  if (rotated.length !== ROTATED.length) throw new Error('a secret that is to be rotated is missing');
  const runs: RunView[] = [];
  for (const item of rotated) runs.push(await rotate(admin, item));
  for (const { name } of marked) await keepOn(admin, name);
  const names = new Set(marked.map(({ name }) => name));
  const toRemind = before.filter(({ name, rotation }) => names.has(name) && !rotation.enabled);
  for (const item of toRemind) await remindOf(admin, item);
  const secrets = await byName();
  const events = await until('the reads of the marked secrets are in the history', 60, async () => {
    const found = (await admin.pages(accessList, '/api/access?limit=200&from=3d')).flatMap((page) => page.events);
    const read = new Set(found.filter(({ action }) => action === 'read').map(({ secret }) => secret?.name));
    return [...names].every((name) => read.has(name)) ? found : null;
  });
  const ofMarks = secrets.filter(({ name }) => names.has(name));
  const reviews: Survey['reviews'][number][] = [];
  for (const secret of ofMarks) reviews.push(await review(admin, secret));
  const findings = await dismissOne(admin, ofMarks);
  const waves: Survey['waves'][number][] = [];
  for (const secret of ofMarks) waves.push(await drawWave(admin, secret));
  const ledger = await admin.get(ledgerList, '/api/ledger?limit=200');
  const entries = ledger.items.filter(({ secret }) => secret !== null);
  const scopes = (await admin.get(scopesList, '/api/scopes')).items.map(({ id }) => id);
  const ownView = await keepView(admin);
  return { admin, secrets, marked: ofMarks, events, runs, entries, reviews, findings, waves, scopes, ownView };
}
