-- What the provider calls its own session, so that it can end ours with it. null: it did not say, or the session is from before.
alter table keyledger.session add column provider_sid text;
