-- null: the provider did not say when it last saw a proof of who it is. What stood here instead was the time of signing in.
alter table keyledger.session alter column authenticated_at drop not null;
update keyledger.session set authenticated_at = null where issuer <> 'demo';
