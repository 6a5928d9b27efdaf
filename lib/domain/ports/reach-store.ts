import type { EnvironmentVerdict } from '@/lib/domain/environment-verdict';
import type { Reach } from '@/lib/domain/grants/reach';

/** A secret that other rules count to another environment. */
export interface MovedSecret {
  id: string;
  environment: string;
  /** What acts count it to. */
  guarded: string;
}

export interface ReachDifference {
  gained: number;
  lost: number;
  /** Names, a few. */
  gainedExamples: string[];
  lostExamples: string[];
}

/** Where acts hold: environments are the guarded ones for them. Whatever is not said to be of a person's sight counts all secrets. */
export interface ReachStore {
  /** In how many secrets two reaches differ; `moved`: environments as they would be by the rules of the second. */
  compare(before: Reach, after: Reach, moved: readonly MovedSecret[]): Promise<ReachDifference>;
  /** The scopes that hold a secret within the reach, or a replica of one. */
  scopes(reach: Reach): Promise<ReadonlySet<string>>;
  /** In order of their ids. */
  list(
    afterId: string,
    limit: number,
  ): Promise<
    {
      id: string;
      name: string;
      tags: Record<string, string>;
      accountId: string;
      accountName: string;
      environment: EnvironmentVerdict;
    }[]
  >;
}
