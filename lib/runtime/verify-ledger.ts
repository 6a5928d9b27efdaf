import 'server-only';
import { describeReport } from '@/lib/domain/ledger/describe-report';
import { showControls } from '@/lib/domain/ledger/show-controls';
import { VERDICTS } from '@/lib/domain/ledger/verdict';
import { readVerifyArguments } from './read-verify-arguments';
import { reportOnLedger } from './report-on-ledger';
import { runProgram } from './run-program';
import { complain, say } from './say';

/** What it found on standard output; its verdict as exit code (see `VERIFY_USAGE`). */
runProgram(
  async (teardown) => {
    const args = readVerifyArguments(process.argv.slice(2));
    const { report, guard } = await reportOnLedger(args, teardown);
    if (args.json) say(showControls(JSON.stringify({ ...report, guard })));
    else {
      const tell = report.verdict === 'broken' ? complain : say;
      for (const line of describeReport(report)) tell(line);
      if (guard === 'tamper-evident')
        say(
          'The database role in use may change the ledger: only anchors outside show what it rewrites (DATABASE_MIGRATION_URL).',
        );
    }
    return report.exitCode;
  },
  { stays: false, failure: VERDICTS.indexOf('unchecked') },
);
