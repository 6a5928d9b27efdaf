import { createdToken } from '@/lib/contract/tokens';
import { savedView } from '@/lib/contract/saved-views';
import { Person } from '@/e2e/trust/world/person';
import type { Estate } from '@/e2e/trust/world/start-estate';
import { PEOPLE } from '@/e2e/trust/people';
import type { Made } from './samples';

/** Somebody new each time, so that no limit of what one person keeps or does is met. */
const somebody = (estate: Estate) => estate.openSession('admin', crypto.randomUUID());

async function make<T>(person: Person, path: string, body: object, parse: (answer: unknown) => T): Promise<T> {
  const { status, text } = await person.post(path, body);
  if (status !== 201) throw new Error(`${path} answered ${status}: ${text.slice(0, 300)}`);
  return parse(JSON.parse(text));
}

async function makeView(person: Person, shared: boolean): Promise<string> {
  const body = { name: crypto.randomUUID(), screen: 'secrets', query: 'env=dev', shared };
  return (await make(person, '/api/views', body, (answer) => savedView.parse(answer))).id;
}

/** Its id. What is `own` is that of `who`, where they are one of PEOPLE. */
export async function makeSample(estate: Estate, made: Made, who: string): Promise<string> {
  if (made === 'session') return (await estate.openSession('nobody', crypto.randomUUID())).sessionId;
  if (made === 'own session') return (await estate.openSession(who, who)).sessionId;
  const isOwn = made === 'own view' && Object.hasOwn(PEOPLE, who);
  const cookie = isOwn ? await estate.cookieOf(who) : (await somebody(estate)).cookie;
  const person = new Person(estate.client, cookie);
  if (made !== 'token') return makeView(person, made === 'shared view');
  const token = { name: 'to be ended', permissions: ['inventory.read'] };
  return (await make(person, '/api/tokens', token, (answer) => createdToken.parse(answer))).item.id;
}
