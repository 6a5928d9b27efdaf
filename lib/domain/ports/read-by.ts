/** What a principal read with success: the secret or a replica of it, of which one may see the history. */
export interface ReadBy {
  /** By `toPrincipalKey`. */
  principal: string;
  /** `YYYY-MM-DD`, UTC: from its beginning on; absent: ever. */
  since?: string;
}
