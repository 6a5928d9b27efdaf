/** The way out where AWS's own history does not reach: shown wherever something is not covered. */
export function TrailFilesHint() {
  return (
    <>
      Whoever runs Keyledger can bring in what a trail delivered to S3:{' '}
      <code className="font-mono wrap-anywhere">npm run import-trail</code>.
    </>
  );
}
