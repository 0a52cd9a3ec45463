-- What the service may do in its own PostgreSQL database: everything but change or delete what it put on record.
--
-- Two roles: an owner, who runs `flask db upgrade` and then this file, each time; and `careway`, whom the service and
-- its worker use (DATABASE_URL). Once, as the server's administrator:
--     CREATE ROLE careway_owner LOGIN PASSWORD '…';  CREATE ROLE careway LOGIN PASSWORD '…';
--     CREATE DATABASE careway OWNER careway_owner;
-- Then after every upgrade:
--     psql postgresql://careway_owner@host/careway -v ON_ERROR_STOP=1 -f deploy/postgresql-rights.sql
BEGIN;
GRANT USAGE ON SCHEMA public TO careway;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO careway;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO careway;
REVOKE UPDATE, DELETE, TRUNCATE ON audit_events FROM careway;
REVOKE DELETE, TRUNCATE ON audit_head FROM careway;
REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM careway;
COMMIT;
