import GRDB

/// The tables by version. Each step is kept for ever, so that files of all versions can be read.
enum Migrations {
    /// Migrates a memory to the current version. If two programs do this at the same time, one of them waits and finds
    /// it done.
    static func memory(_ db: Database) throws {
        try db.inTransaction(.immediate) {
            if try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 < 1 { try firstMemory(db) }
            return .commit
        }
    }

    private static func firstMemory(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE names (names INTEGER PRIMARY KEY, list TEXT NOT NULL UNIQUE);
                CREATE TABLE evaluation (
                    id INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, names INTEGER NOT NULL,
                    numbers BLOB NOT NULL, failure TEXT, seconds REAL NOT NULL, checksum INTEGER NOT NULL,
                    created INTEGER NOT NULL, trainings INTEGER NOT NULL DEFAULT 1);
                CREATE TABLE saved (answered INTEGER NOT NULL, seconds REAL NOT NULL);
                INSERT INTO saved VALUES (0, 0);
                PRAGMA application_id = \(EvaluationFile.application);
                PRAGMA user_version = 1;
                """)
    }

    /// Creates the tables of a saved session.
    static func session(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE session (format INTEGER NOT NULL, title TEXT NOT NULL, checksum INTEGER NOT NULL);
                CREATE TABLE part (name TEXT PRIMARY KEY, content BLOB NOT NULL);
                CREATE TABLE evaluation (
                    fingerprint BLOB NOT NULL, names TEXT NOT NULL, numbers BLOB NOT NULL, failure TEXT,
                    seconds REAL NOT NULL, checksum INTEGER NOT NULL);
                PRAGMA application_id = \(SavedSession.application);
                PRAGMA user_version = 1;
                """)
    }
}
