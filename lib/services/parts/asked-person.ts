import 'server-only';
import type { WhyQuery, WhyView } from '@/lib/contract/grants';
import { DEMO_ISSUER } from '@/lib/domain/actor';
import { AppError, notFound } from '@/lib/domain/errors';
import { PERSONAS, type Persona } from '@/lib/domain/grant';
import type { GrantStatement, Identity } from '@/lib/domain/grant-statement';
import type { Context } from '@/lib/domain/ports/context';

export interface AskedPerson {
  identity: Identity;
  view: WhyView['person'];
  /** What speaks of them: the file's, or, of a persona, its own. */
  statements: readonly GrantStatement[];
}

const isPersona = (name: string): name is Persona => Object.hasOwn(PERSONAS, name);

/** Somebody known, somebody made up, or the asker. Throws `not_found` for a person whom nobody has met. */
export async function findAskedPerson(ctx: Context, query: WhyQuery): Promise<AskedPerson> {
  if (query.provider !== undefined) return toMadeUp(ctx, query);
  const { sessionIdleSeconds: idleSeconds } = ctx.config;
  const id = query.person ?? ctx.actor.id;
  const person = await ctx.store.people.find(id, { now: ctx.now(), idleSeconds });
  if (!person) throw notFound('person');
  const { name, persona, issuer, groups } = person;
  const view = { id, name, persona, issuer, groups: groups && [...groups] };
  // As at the door: what a persona's row says is worth nothing outside the demo.
  if (issuer !== DEMO_ISSUER && persona === null) return { identity: person, view, statements: ctx.statements };
  const isWorth = ctx.config.demo && persona !== null && isPersona(persona);
  return { identity: person, view, statements: isWorth ? toStatements(persona) : [] };
}

const toStatements = (persona: Persona): GrantStatement[] =>
  PERSONAS[persona].map((grant) => ({ who: { kind: 'anyone' }, grants: [grant] }));

function toMadeUp({ config, statements }: Context, query: WhyQuery): AskedPerson {
  const provider = config.providers.find(({ id }) => id === query.provider);
  if (!provider) {
    const errors = [{ pointer: 'query:provider', rule: 'is none of the providers' }];
    throw new AppError('invalid', 'There is no such provider.', { errors });
  }
  const { issuer } = provider;
  const claims: Record<string, string[]> = Object.create(null);
  // Looked at, all of them: who is made up has no claim that is not said here.
  for (const { who } of statements) if (who.kind === 'claim' && who.issuer === issuer) claims[who.name] ??= [];
  for (const { key, value } of query.claim) (claims[key] ??= []).push(value);
  const { group: groups, email = null, subject = '' } = query;
  const name = email ?? (subject || 'somebody');
  const identity = { issuer, subject, email, groups, claims: { ...claims } };
  return { identity, view: { id: null, name, persona: null, issuer, groups }, statements };
}
