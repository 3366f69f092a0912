//! Who comes along, and what of them can be found on the disk.

use std::collections::HashSet;

use venue_testkit::browser::Look;
use venue_testkit::database;

use crate::stage::{NAME, NUMBER, Outcome, PHONE, Scene, Stage};
use crate::visitor::COMPANIONS;

#[tokio::test]
async fn two_accompanying_persons_make_three_rows_of_one_event() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.add_companions().await?;
        stage.scan_and_confirm().await?;
        let rows = stage.rows().await?;
        assert_eq!(rows.iter().map(|row| row.idx).collect::<HashSet<_>>().len(), 3);
        assert_eq!(rows.iter().map(|row| &row.event).collect::<HashSet<_>>().len(), 1);
        Ok(())
    };
    scene.play(Look::phone(camera), play).await
}

#[tokio::test]
async fn no_file_holds_a_name_number_or_phone_and_no_two_rows_share_an_identifier() -> Outcome {
    let scene = Scene::open()?;
    let camera = scene.camera(&scene.door()?.url)?;
    let play = async |stage: &mut Stage| -> Outcome {
        stage.register().await?;
        stage.add_companions().await?;
        stage.scan_and_confirm().await?;
        for state in ["exit", "entry"] {
            stage.scan().await?;
            stage.browser.click("confirm").await?;
            stage.pass(state).await?;
        }
        assert_eq!(database::count_identities(&stage.setup).await?, 3);
        let rows = stage.rows().await?;
        assert_eq!(rows.len(), 9);
        let events: HashSet<_> = rows.iter().map(|row| (&row.event, row.idx)).collect();
        let tags: HashSet<_> = rows.iter().map(|row| &row.tag).collect();
        assert_eq!((events.len(), tags.len()), (9, 9), "each row has identifiers of its own");

        // While the server runs, and after it has written everything and gone.
        nothing_readable(stage)?;
        stage.stop_server()?;
        nothing_readable(stage)
    };
    scene.play(Look::phone(camera), play).await
}

fn nothing_readable(stage: &Stage) -> Outcome {
    let of_companions = COMPANIONS.iter().flat_map(|person| [person.name, person.number]);
    for text in [NAME, NUMBER, PHONE].into_iter().chain(of_companions) {
        let files = database::files_with(&stage.setup, text)?;
        assert!(files.is_empty(), "`{text}` stands in {files:?}");
    }
    // The search itself works: the venue's name is no secret.
    assert!(!database::files_with(&stage.setup, "南湖小馆")?.is_empty());
    Ok(())
}
