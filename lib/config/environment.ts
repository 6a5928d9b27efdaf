import 'server-only';
import type { Mistake } from './mistake';

export type Env = Readonly<Record<string, string | undefined>>;

/** What the readers of single variables share: the variables, and where mistakes are collected. */
export interface Reading {
  env: Env;
  mistakes: Mistake[];
  /** null: not there. Throws where it is there and cannot be read. */
  readFile: (path: string) => string | null;
}

/** An empty variable is an absent one: shells and compose files cannot express the difference well. */
export const findVariable = (env: Env, name: string): string | null => env[name]?.trim() || null;
