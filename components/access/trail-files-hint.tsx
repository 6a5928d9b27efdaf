/** The way out where AWS's own history does not reach: shown wherever something is not covered. */
export function TrailFilesHint() {
  return (
    <>
      Whoever runs Keyledger can have it read what a trail delivered to S3: by a section{' '}
      <code className="font-mono">trail</code> in keyledger.yaml, or with{' '}
      <code className="font-mono wrap-anywhere">npm run import-trail</code>.
    </>
  );
}
