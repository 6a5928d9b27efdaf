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

/** Secrets as whoever runs Keyledger counts them, for the question what a changed file would change. No person's view. */
export interface ReachStore {
  /** In how many secrets two reaches differ; `moved`: environments as they would be by the rules of the second. */
  compare(before: Reach, after: Reach, moved: readonly MovedSecret[]): Promise<ReachDifference>;
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
