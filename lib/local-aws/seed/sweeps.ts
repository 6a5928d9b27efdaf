import type { Reader, SecretSpec } from './spec';

/** One reader that goes through many secrets of a scope within a minute. */
type Sweep = { account: string; region: string; secrets: number; reader: Reader };

const sweeps: Sweep[] = [
  {
    account: '111122223333',
    region: 'us-east-1',
    secrets: 24,
    reader: { actor: 'personCli', who: 'tomas@example.com', everyDays: 7, hours: [18, 19], together: 'leaver' },
  },
  {
    account: '222233334444',
    region: 'us-east-1',
    secrets: 22,
    reader: { actor: 'lambda', who: 'secret-escrow', everyDays: 7, hours: [1, 2], together: 'escrow', batch: true },
  },
  {
    account: '333344445555',
    region: 'eu-west-1',
    secrets: 16,
    reader: { actor: 'stolenKey', who: 'ci-legacy', everyDays: 7, hours: [3, 4], by: 'name', together: 'leaked-key' },
  },
];

/** Its policy keeps its readers out, so a sweep would not get in either. */
const isLocked = ({ readers }: SecretSpec) => readers.some(({ because }) => because === 'resource-policy');

/**
 * Adds the sweeps' reads to the first readable secrets of their scopes that come by. Of the leaked key's reads every third is
 * refused: it is let into what its policy names, and tries the others all the same.
 */
export function createSweeps(): (spec: SecretSpec) => SecretSpec {
  const left = new Map(sweeps.map((sweep) => [sweep, sweep.secrets]));
  return (spec) => {
    for (const [sweep, count] of left) {
      if (sweep.account !== spec.account || sweep.region !== spec.region) continue;
      if (spec.deletion === true || spec.recreated !== undefined || isLocked(spec)) return spec;
      if (count > 1) left.set(sweep, count - 1);
      else left.delete(sweep);
      const denied = sweep.reader.actor === 'stolenKey' && count % 3 === 0;
      return { ...spec, readers: [...spec.readers, { ...sweep.reader, denied }] };
    }
    return spec;
  };
}
