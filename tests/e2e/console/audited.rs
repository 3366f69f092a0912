//! The audit chain of what people did, verified by the operator's own command.

use std::fs;

use venue_testkit::database;
use venue_testkit::server::Setup;

use crate::stage::Outcome;

/// What somebody who can write the database may do to the entry of an export, the first trigger out of the way.
const EDITS: [(&str, &str); 3] = [
    ("altered", "DROP TRIGGER audit_stays_1; UPDATE audit SET subject = x'07' WHERE kind = 'case-exported'"),
    ("removed", "DROP TRIGGER audit_stays_2; DELETE FROM audit WHERE kind = 'case-exported'"),
    ("renamed", "DROP TRIGGER audit_stays_1; UPDATE audit SET kind = 'retired' WHERE kind = 'case-exported'"),
];

/// What `venue-server audit verify` prints, if it finds nothing.
fn verify(setup: &Setup) -> Result<String, Box<dyn std::error::Error>> {
    let output = setup.command(&["audit", "verify"]).output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(String::from_utf8(output.stderr)?.into())
    }
}

/// Verifies the chain of a server that has stopped: it holds together and counts these entries, and no copy in which
/// the export's entry was edited does.
pub async fn holds_and_shows_edits(setup: &Setup, counted: &[(&str, u32)]) -> Outcome {
    let said = verify(setup)?;
    for (kind, count) in counted {
        let line = format!("{count} {kind}");
        assert!(said.lines().any(|said| said.trim() == line), "{line} in {said}");
    }
    for (edit, sql) in EDITS {
        let copy = Setup { folder: setup.folder.join(edit), ..setup.clone() };
        fs::create_dir_all(copy.data_dir())?;
        for entry in fs::read_dir(setup.data_dir())? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::copy(entry.path(), copy.data_dir().join(entry.file_name()))?;
            }
        }
        verify(&copy)?;
        database::edit(&copy, sql).await?;
        let found = verify(&copy).err().ok_or_else(|| format!("nobody noticed: {edit}"))?;
        assert!(found.to_string().contains("entry "), "{found}");
    }
    Ok(())
}
