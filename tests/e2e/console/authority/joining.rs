//! Members join an authority whose keys the command line drew: who has the roles' files proposes and agrees.

use super::*;

impl Stage {
    /// Makes a key of the own, and opens the role's from the file that the command line wrote.
    async fn with_role_file(&self, file: &str) -> Outcome {
        let browser = &self.browser;
        self.open("/console/keys").await?;
        browser.fill("passphrase", PASSPHRASE).await?;
        browser.fill("passphrase-again", PASSPHRASE).await?;
        browser.click("make-key").await?;
        browser.find("own-fingerprint").await?;
        self.recover(file).await
    }

    async fn recover(&self, file: &str) -> Outcome {
        let text = std::fs::read_to_string(self.setup.authority_dir().join(file))?;
        self.browser.click("recover-open").await?;
        self.browser.fill("sheet", text.trim()).await?;
        self.browser.click("recover").await?;
        self.browser.find("recovered").await?;
        Ok(())
    }

    /// Proposes to add whoever asks first, once the fingerprint was compared.
    async fn add_first(&self) -> Outcome {
        self.browser.click("add-member").await?;
        self.browser.click("dialog-yes").await?;
        self.browser.find("proposal").await?;
        Ok(())
    }

    async fn agree(&self) -> Outcome {
        self.go("/console/keys", "keys-page").await?;
        self.browser.click("agree").await?;
        self.browser.until("document.querySelector('[data-testid=proposal]') === null").await?;
        Ok(())
    }
}

#[tokio::test]
async fn whoever_has_the_files_of_the_command_line_makes_the_first_members() -> Outcome {
    let scene = Scene::open()?;
    let folder = tempfile::tempdir()?;
    let play = async |tracer: &mut Stage| -> Outcome {
        let approver = tracer.beside(desktop(), &folder.path().join("approver")).await?;
        let factors = [account(tracer, "tracer", "赵流调")?, account(tracer, "approver", "钱审批")?];
        tracer.sign_in("tracer", Some(&factors[0])).await?;
        tracer.with_role_file("tracer.key").await?;
        approver.sign_in("approver", Some(&factors[1])).await?;
        approver.with_role_file("approver.key").await?;
        tracer.go("/console/keys", "keys-page").await?;
        tracer.browser.until_count("add-member", 2).await?;
        tracer.add_first().await?;
        approver.agree().await?;
        approver.browser.until_count("remove-member", 1).await?;
        approver.add_first().await?;
        tracer.agree().await?;
        for member in [&*tracer, &approver] {
            member.go("/console/keys", "keys-page").await?;
            member.browser.until_count("remove-member", 2).await?;
            // From now on the own key is enough.
            member.browser.until("document.querySelector('[data-testid=standing]') === null").await?;
        }
        approver.leave().await
    };
    scene.play(desktop(), play).await
}
