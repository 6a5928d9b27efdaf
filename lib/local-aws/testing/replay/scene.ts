import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { isJsonObject, type Json, type JsonObject } from '@/lib/local-aws/wire/json';
import { refusal, type Refusal } from '@/lib/local-aws/testing/refusal';
import { compare, type Bindings } from './compare';

/** One recorded scenario being played: calls are made in its order and each answer is held against its step. */
export type Scene = {
  client: SecretsManagerClient;
  /** What stood in the brackets of the scenario's name. */
  variant: string;
  region: string;
  /** Makes the call and compares answer or refusal with the recorded step. */
  step: <T>(name: string, call: Promise<T>) => Promise<T | undefined>;
  check: (name: string, answer: unknown) => void;
};

export type Scenario = (scene: Scene) => Promise<void>;

function toRecordedError(recorded: Json | undefined): Pick<Refusal, 'code' | 'message'> | undefined {
  if (typeof recorded === 'string') {
    const found = /^An error occurred \((\w+)\) when calling the \w+ operation: (.*)$/s.exec(recorded);
    return found === null ? undefined : { code: found[1] ?? '', message: found[2] ?? '' };
  }
  const error = isJsonObject(recorded) ? recorded.Error : undefined;
  if (!isJsonObject(error)) return undefined;
  const { Code: code, Message: message } = error;
  return typeof code === 'string' && typeof message === 'string' ? { code, message } : undefined;
}

export class Playing {
  readonly problems: string[] = [];
  readonly #recorded: JsonObject;
  readonly #bindings: Bindings = new Map([['<partition>', 'aws']]);
  readonly #open: Set<string>;

  constructor(recorded: JsonObject, region: string, account: string) {
    this.#recorded = recorded;
    this.#bindings.set('<region>', region);
    this.#open = new Set(Object.keys(recorded));
    this.#bindings.set('111111111111', account);
  }

  check = (name: string, answer: unknown): void => {
    this.#open.delete(name);
    if (this.#recorded[name] === undefined) this.problems.push(`${name} is no step of the recording`);
    this.problems.push(...compare(this.#forAccount(name), answer, name, this.#bindings));
  };

  step = async <T>(name: string, call: Promise<T>): Promise<T | undefined> => {
    const expected = toRecordedError(this.#forAccount(name));
    if (expected === undefined) {
      const answer = await call;
      this.check(name, answer);
      return answer;
    }
    this.#open.delete(name);
    const { code, message } = await refusal(call);
    this.problems.push(...compare(expected, { code, message }, name, this.#bindings));
    return undefined;
  };

  /** What is wrong, steps that were never played included. */
  end(): string[] {
    return [...this.problems, ...[...this.#open].map((name) => `${name} was not played`)];
  }

  #forAccount(name: string): Json | undefined {
    const account = this.#bindings.get('111111111111') ?? '';
    const text = JSON.stringify(this.#recorded[name] ?? null).replaceAll('111111111111', account);
    const parsed: Json = JSON.parse(text);
    return parsed ?? undefined;
  }
}
