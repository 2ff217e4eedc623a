-- Who is in the cluster. Orleans reads its statements from OrleansQuery and gives them these parameters; which tables they use is ours to
-- say. A change counts only when it raises the version that its author has read.
CREATE TABLE IF NOT EXISTS orleans_cluster (
    deployment TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS orleans_silo (
    deployment TEXT NOT NULL REFERENCES orleans_cluster,
    address TEXT NOT NULL,
    port INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    status INTEGER NOT NULL,
    gateway INTEGER NOT NULL,
    suspects TEXT,
    started_at TIMESTAMPTZ NOT NULL,
    alive_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (deployment, address, port, generation)
);

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey TEXT PRIMARY KEY,
    QueryText TEXT NOT NULL
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey',
 'WITH made AS (INSERT INTO orleans_cluster (deployment) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
  SELECT count(*)::int FROM made'),
('InsertMembershipKey',
 'WITH moved AS (
    UPDATE orleans_cluster SET version = version + 1
    WHERE deployment = @DeploymentId AND version = @Version AND NOT EXISTS (
      SELECT FROM orleans_silo s
      WHERE s.deployment = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING 1),
  added AS (
    INSERT INTO orleans_silo (deployment, address, port, generation, name, host, status, gateway, started_at, alive_at)
    SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
    RETURNING 1)
  SELECT count(*)::int FROM added'),
('UpdateMembershipKey',
 'WITH moved AS (
    UPDATE orleans_cluster SET version = version + 1
    WHERE deployment = @DeploymentId AND version = @Version AND EXISTS (
      SELECT FROM orleans_silo s
      WHERE s.deployment = @DeploymentId AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING 1),
  changed AS (
    UPDATE orleans_silo SET status = @Status, suspects = @SuspectTimes, alive_at = @IAmAliveTime
    WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation AND EXISTS (SELECT FROM moved)
    RETURNING 1)
  SELECT count(*)::int FROM changed'),
('UpdateIAmAlivetimeKey',
 'UPDATE orleans_silo SET alive_at = @IAmAliveTime
  WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation'),
('MembershipReadRowKey',
 'SELECT c.deployment AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
    s.status AS Status, s.gateway AS ProxyPort, s.suspects AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime, c.version AS Version
  FROM orleans_cluster c
  LEFT JOIN orleans_silo s ON s.deployment = c.deployment AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
  WHERE c.deployment = @DeploymentId'),
('MembershipReadAllKey',
 'SELECT c.deployment AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName,
    s.status AS Status, s.gateway AS ProxyPort, s.suspects AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime, c.version AS Version
  FROM orleans_cluster c LEFT JOIN orleans_silo s ON s.deployment = c.deployment
  WHERE c.deployment = @DeploymentId'),
('GatewaysQueryKey',
 'SELECT address AS Address, gateway AS ProxyPort, generation AS Generation FROM orleans_silo
  WHERE deployment = @DeploymentId AND status = @Status AND gateway > 0'),
-- 3 is a silo that runs: it is never taken for a leftover.
('CleanupDefunctSiloEntriesKey',
 'DELETE FROM orleans_silo WHERE deployment = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3'),
('DeleteMembershipTableEntriesKey',
 'DELETE FROM orleans_silo WHERE deployment = @DeploymentId; DELETE FROM orleans_cluster WHERE deployment = @DeploymentId')
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText;
