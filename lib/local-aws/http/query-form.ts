import { AwsError } from '@/lib/local-aws/wire/aws-error';
import type { Json, JsonObject } from '@/lib/local-aws/wire/json';

/** Maps, so that no name a caller sends can reach a prototype. */
type Node = Map<string, Node | string>;
const deepest = 8;

function put(root: Node, path: readonly string[], value: string): void {
  let node = root;
  for (const [at, part] of path.entries()) {
    const found = node.get(part);
    if (at === path.length - 1) node.set(part, value);
    else if (found instanceof Map) node = found;
    else {
      const next: Node = new Map();
      node.set(part, next);
      node = next;
    }
  }
}

function toJson(node: Node | string): Json {
  if (typeof node === 'string') return node;
  const members = node.get('member');
  if (members instanceof Map)
    return [...members].sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => toJson(value));
  return Object.fromEntries([...node].map(([name, value]) => [name, toJson(value)]));
}

/** A form of the query protocol: `Tags.member.1.Key=a` is a list of structures (smithy awsQuery). */
export function readForm(body: string): JsonObject {
  const root: Node = new Map();
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split('.');
    if (path.length > deepest)
      throw new AwsError('MalformedInput', 'Start of structure or map found where not expected.');
    put(root, path, value);
  }
  return Object.fromEntries([...root].map(([name, value]) => [name, toJson(value)]));
}
