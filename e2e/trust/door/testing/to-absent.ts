import type { Operation } from '@/lib/contract/operation';
import { ROLE_FILES } from '@/lib/contract/accounts';
import { ATHENA_FILES } from '@/lib/contract/athena';
import { TRAIL_FILES } from '@/lib/contract/trail';

/** By name: what fits a path and is of nothing that there is. */
const ABSENT: Readonly<Record<string, string>> = {
  runId: '00000000-0000-4000-8000-000000000000',
  account: '999999999999',
  file: ROLE_FILES[0],
  seq: '2000000000',
};
const OF_OPERATION: Readonly<Record<string, string>> = {
  getAthenaFile: ATHENA_FILES[0],
  getTrailFile: TRAIL_FILES[0],
  testRoles: '999999999999:eu-west-1',
  testNotification: 'absent',
  endMySession: 'A'.repeat(43),
  endSession: 'A'.repeat(43),
  endToken: 'A'.repeat(11),
};

/** The path of a route, about what is not there. */
export const toAbsent = ({ id, path }: Pick<Operation, 'id' | 'path'>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => OF_OPERATION[id] ?? ABSENT[name] ?? 'A'.repeat(22));
