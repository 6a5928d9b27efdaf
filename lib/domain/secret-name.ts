import { findEnvironmentParts, type EnvironmentPart } from './environment-part';
import type { EnvironmentRules } from './environment';
import type { Tags } from './secret';

export interface NameParts {
  /** What stands before the leaf in the name; empty where nothing does. */
  path: string;
  leaf: string;
  /** What is left without environment and leaf, or the tag `service`; null: nothing is. */
  service: string | null;
  /** The words of the name that say its environment, as written. */
  environmentPart: string | null;
}

/** Managed secrets are `<service id>!<name>` (user guide, service-linked-secrets). */
const MANAGED = /^([a-z0-9-]+)!(.+)$/;

function findServiceTag(tags: Tags): string | null {
  for (const [key, text] of Object.entries(tags)) {
    const service = text.trim();
    if (key.toLowerCase() === 'service' && service) return service;
  }
  return null;
}

/** A whole part of the path before a word inside one: `test/ci-runner/prod` says prod only if test did not stand first. */
function choosePart(name: string, rules: EnvironmentRules): EnvironmentPart | null {
  const parts = findEnvironmentParts(name, rules.aliases);
  const isWhole = ({ start, end }: EnvironmentPart): boolean =>
    /^$|\/$/.test(name.slice(0, start)) && /^$|^\//.test(name.slice(end));
  // Inside a path's part a word may mean anything, except at the edge of the leaf: `payments/db-prod`.
  const inLeaf = parts.filter(({ start, end }) => {
    const leafStart = name.lastIndexOf('/') + 1;
    return start >= leafStart && (start === leafStart || end === name.length);
  });
  return parts.find(isWhole) ?? inLeaf[0] ?? (name.includes('/') ? null : (parts[0] ?? null));
}

/** `/` makes a path; where there is none `.` does; `-` and `_` only divide where the environment stood among them. */
function divide(rest: string, separatedBy: string): { service: string | null; leaf: string } {
  const separator = ['/', '.'].find((candidate) => rest.includes(candidate));
  if (separator) {
    const parts = rest.split(separator).filter(Boolean);
    return { service: parts.slice(0, -1).join(separator) || null, leaf: parts.at(-1) ?? rest };
  }
  const at = separatedBy === '-' || separatedBy === '_' ? rest.indexOf(separatedBy) : -1;
  return at > 0 ? { service: rest.slice(0, at), leaf: rest.slice(at + 1) } : { service: null, leaf: rest };
}

/** Without the environment's words and one of the separators around them. */
function without(name: string, part: EnvironmentPart): { rest: string; separatedBy: string } {
  const before = name.slice(0, part.start).replace(/^\/+|[/_.-]+$/g, '');
  const after = name.slice(part.end).replace(/^[/_.-]+|\/+$/g, '');
  const separatedBy = name.charAt(part.end) || name.charAt(part.start - 1);
  return { rest: before && after ? `${before}${separatedBy}${after}` : before + after, separatedBy };
}

/**
 * A name taken apart, so that one logical secret can be found over its environments:
 * `prod/payments/db` and `payments-db-staging` are both service `payments`, leaf `db`. The tag
 * `service` wins over the name. Total: any name has a leaf.
 */
export function toNameParts(name: string, tags: Tags, rules: EnvironmentRules): NameParts {
  const [, owner, owned] = MANAGED.exec(name) ?? [];
  const tagged = findServiceTag(tags);
  if (owner && owned) return { path: `${owner}!`, leaf: owned, service: tagged ?? owner, environmentPart: null };
  const part = choosePart(name, rules);
  const { rest, separatedBy } = part ? without(name, part) : { rest: name.replace(/^\/+|\/+$/g, ''), separatedBy: '' };
  const { service, leaf } = rest ? divide(rest, separatedBy) : { service: null, leaf: name };
  const at = name.lastIndexOf(leaf);
  return {
    path: at > 0 ? name.slice(0, at) : '',
    leaf,
    service: tagged ?? service,
    environmentPart: part?.text ?? null,
  };
}
