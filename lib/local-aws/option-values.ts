/** Values of flags; each throws OptionError with one clear line. */
export class OptionError extends Error {}

export function whole(name: string, value: string | undefined, fallback: number, max: number, min = 0): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max || number < min)
    throw new OptionError(
      `--${name} must be a whole number ${min > 0 ? `from ${min} ` : ''}up to ${max}, not "${value}"`,
    );
  return number;
}

export function onOff(name: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (value !== 'on' && value !== 'off') throw new OptionError(`--${name} must be on or off, not "${value}"`);
  return value === 'on';
}

export function duration(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const found = /^(\d+)(ms|s|m)$/.exec(value);
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };
  const unit = units[found?.[2] ?? ''];
  if (found === null || unit === undefined)
    throw new OptionError(`--${name} must look like 500ms, 30s or 5m, not "${value}"`);
  return Number(found[1]) * unit;
}

export function date(name: string, value: string | undefined): Date | undefined {
  if (value === undefined) return undefined;
  const found = new Date(value);
  if (Number.isNaN(found.getTime()))
    throw new OptionError(`--${name} must be an ISO date like 2026-11-22, not "${value}"`);
  return found;
}

const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;

export function regionNames(name: string, value: string | undefined, fallback: readonly string[]): readonly string[] {
  if (value === undefined) return fallback;
  const names = value.split(',');
  if (!names.every((one) => regionName.test(one)) || new Set(names).size < names.length)
    throw new OptionError(`--${name} must be different regions like eu-west-1,us-east-1, not "${value}"`);
  return names;
}

export function share(name: string, value: string | undefined, fallback: number): number {
  if (value === undefined) return fallback;
  const number = Number(value);
  if (!/^[\d.]+$/.test(value) || !(number >= 0 && number <= 1))
    throw new OptionError(`--${name} must be a share from 0 to 1, not "${value}"`);
  return number;
}

export function choice<const V extends string>(
  name: string,
  value: string | undefined,
  choices: readonly [V, ...V[]],
): V {
  const known = value === undefined ? choices[0] : choices.find((one) => one === value);
  if (known === undefined) throw new OptionError(`--${name} must be ${choices.join(' or ')}, not "${value}"`);
  return known;
}
