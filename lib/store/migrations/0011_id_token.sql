-- For the provider's sign-out. Sealed with a key that only the person's cookie holds; taken away when the session ends.
alter table keyledger.session add column sealed_id_token text;
