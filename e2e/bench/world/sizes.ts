import { parseArgs } from 'node:util';

/** How much a bench takes on; left out: what its goals speak of. Smaller ones try the bench, not the program. */
export interface Sizes {
  /** `--secrets 1000,5000`: one round after the other where a bench takes several. */
  secrets?: number[];
  /** `--seconds 2`: how long each load lasts. */
  seconds?: number;
  /** `--days 1`: of history. */
  days?: number;
  /** `--events 100000`: stored ones. */
  events?: number;
}

function toNumbers(name: string, value: string | undefined): number[] | undefined {
  const numbers = value?.split(',').map(Number);
  if (numbers?.some((number) => !Number.isInteger(number) || number < 1))
    throw new Error(`--${name} takes whole numbers from 1, not "${value}"`);
  return numbers;
}

export interface Asked {
  names: string[];
  keep: boolean;
  sizes: Sizes;
}

/** Reads the command line of a bench. Only what was taken in full is kept. */
export function readAsked(args: string[]): Asked {
  const size = { type: 'string' as const };
  const options = { write: { type: 'boolean' as const }, secrets: size, seconds: size, days: size, events: size };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const sizes = {
    secrets: toNumbers('secrets', values.secrets),
    seconds: toNumbers('seconds', values.seconds)?.[0],
    days: toNumbers('days', values.days)?.[0],
    events: toNumbers('events', values.events)?.[0],
  };
  const reduced = Object.values(sizes).some((one) => one !== undefined);
  if (reduced && values.write)
    throw new Error('--write keeps full runs alone: leave --secrets, --seconds, --days, --events out');
  return { names: positionals, keep: values.write ?? false, sizes };
}
