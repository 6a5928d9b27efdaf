import type { Call } from '@/lib/local-aws/call';
import type { Json, JsonObject } from '@/lib/local-aws/wire/json';
import { isJsonObject } from '@/lib/local-aws/wire/json';

/** One JSON call as a bend sees it: `ask` is the service behind it, with whatever input the bend makes of it. */
export type Exchange = {
  call: Call;
  operation: string;
  input: JsonObject;
  ask: (input: JsonObject) => JsonObject;
};

/** What the endpoint answers instead; throws AwsError like an operation. */
export type Bending = (exchange: Exchange) => JsonObject;

/** Every member at every depth, rewritten by its name; `undefined` takes it away. */
export function mapMembers(value: JsonObject, change: (name: string, member: Json) => Json | undefined): JsonObject {
  const inner = (member: Json): Json => {
    if (Array.isArray(member)) return member.map(inner);
    return isJsonObject(member) ? mapMembers(member, change) : member;
  };
  const entries = Object.entries(value).flatMap(([name, member]) => {
    const changed = member === undefined ? undefined : change(name, inner(member));
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return Object.fromEntries(entries);
}

/** The member that holds a listing's items, by operation. */
export const listMembers: Record<string, string> = {
  ListSecrets: 'SecretList',
  ListSecretVersionIds: 'Versions',
  LookupEvents: 'Events',
};

export function itemsOf(operation: string, output: JsonObject): readonly Json[] {
  const items = output[listMembers[operation] ?? ''];
  return Array.isArray(items) ? items : [];
}

export const withItems = (operation: string, output: JsonObject, items: readonly Json[]): JsonObject => {
  const name = listMembers[operation];
  return name === undefined ? output : { ...output, [name]: items };
};
