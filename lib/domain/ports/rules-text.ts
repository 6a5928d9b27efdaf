import type { EnvironmentRules } from '@/lib/domain/environment';

/** One thing that is wrong with what somebody wrote; never what stood there. */
export interface RulesMistake {
  /** `line 3, environments.rules[0]`. */
  where: string;
  problem: string;
  mend: string;
}

/** The rules as keyledger.yaml has them under `environments`, with or without that key; both ways. */
export interface RulesText {
  read(text: string): { ok: true; rules: EnvironmentRules } | { ok: false; mistakes: RulesMistake[] };
  write(rules: EnvironmentRules): string;
}
