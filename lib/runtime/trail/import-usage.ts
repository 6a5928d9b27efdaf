import 'server-only';

export const IMPORT_USAGE = `Say what to import: npm run import-trail -- PATH [--json] [--demo]
    [--digests --public-keys FILE… [--complete-reads TRAIL…]].
  PATH: a folder with CloudTrail's log files (.json.gz, .json) or files of one record a line (.jsonl), or one such file.
  Reads them without calling AWS. What is there already counts once, so that it can be run again at any time.
or  npm run import-trail -- s3://BUCKET[/PREFIX] [--account ID…] [--region REGION…] [--from DAY] [--to DAY]
    [--bucket-region REGION] [--owner ACCOUNT] [--role ARN [--external-id ID]] [--json] [--demo]
    [--digests [--public-keys FILE…] [--complete-reads TRAIL…]].
  The bucket that a trail delivers to, as far as the part before AWSLogs/ or deeper. All accounts and regions that it
  holds, unless they are named. Nothing is written to it.
  --from, --to DAY: of delivery, YYYY-MM-DD in UTC; both are part of it.
  --bucket-region: where the bucket is; else AWS_REGION. --owner: the account whose bucket it has to be.
  --role: what the bucket is read as, with s3:ListBucket and s3:GetObject; else the credentials of the environment.
  --digests: holds the log files against the trail's digest files; what was altered is not imported.
  --public-keys FILE: what "aws cloudtrail list-public-keys --region REGION --start-time … --end-time …" printed, for
    each region that digests are of (give it several times). Keys from nowhere else count, least of all from the folder.
    Of a bucket they may be left out: CloudTrail itself is then asked, with cloudtrail:ListPublicKeys.
  --complete-reads TRAIL: you know that this trail records all management events, reads as well as writes, in every
    account and region that its digests here are of, and did all the time. What they then show to be whole counts as
    covered: "no reads" means none there. The ledger keeps that you said so. (Give it several times for several trails.)
  Exit code 0: all was read. 3: some of it could not be, or is altered, missing or not as the digests say. 1: it did not
  come to its end; what was imported until then is there.`;
