//! Registering, as people really type.

use venue_testkit::browser::{Lens, Look};
use venue_testkit::database;

use crate::stage::{Outcome, Scene, Stage};
use crate::visitor::Person;

async fn is_registered(person: Person<'_>, label: &str) -> Outcome {
    let play = async |stage: &mut Stage| -> Outcome {
        stage.open("/").await?;
        stage.browser.click("register").await?;
        stage.fill_form(&person).await?;
        assert_eq!(stage.browser.find("visitor-label").await?.text().await?, label);
        assert_eq!(database::count_identities(&stage.setup).await?, 1);
        Ok(())
    };
    Scene::open()?.play(Look::phone(Lens::Missing), play).await
}

#[tokio::test]
async fn full_width_digits_and_spaces_are_a_number_all_the_same() -> Outcome {
    is_registered(
        Person {
            name: "张三",
            number: "２２０１０２ １９０００１０１ ００１６",
            phone: "１９９ ０００ ０００ ００",
        },
        "张*",
    )
    .await
}

#[tokio::test]
async fn a_name_whose_accents_are_typed_apart_is_the_same_name() -> Outcome {
    // e and a combining acute accent: two characters that a keyboard sends one after the other.
    is_registered(Person { name: "Zoe\u{301}", number: "220102190001010016", phone: "19900000000" }, "Z**")
        .await
}
