use std::rc::Rc;

use venue_protocol::id::AccountId;
use venue_protocol::problem::{Problem, ProblemType};
use venue_protocol::wire::accounts::{AccountRole, Me};

use crate::api::ApiError;
use crate::console::state::session::{Learned, Session};

fn me(login: &str) -> Rc<Me> {
    Rc::new(Me {
        account: AccountId([1; 8]),
        login: login.to_owned(),
        name: login.to_owned(),
        role: AccountRole::Manager,
        second_factor: false,
        venues: Vec::new(),
    })
}

fn not_signed_in() -> ApiError {
    ApiError::Problem(Box::new(Problem::new(ProblemType::SignInNeeded)))
}

#[test]
fn at_the_start_the_server_tells_who_is_signed_in() {
    let ask = |answer| Session::Unknown.after(Learned::Asked(answer));
    assert_eq!(ask(Ok(me("wang"))), Session::In(me("wang")));
    assert_eq!(ask(Err(not_signed_in())), Session::Out);
    assert_eq!(ask(Err(ApiError::Offline)), Session::Failed(ApiError::Offline));
}

#[test]
fn a_server_that_cannot_be_asked_sends_nobody_away() {
    let errors = [ApiError::Offline, ApiError::Timeout, ApiError::Unexpected { status: 502 }];
    for session in [Session::In(me("wang")), Session::Over(me("wang"))] {
        for error in &errors {
            assert_eq!(session.after(Learned::Asked(Err(error.clone()))), session);
        }
    }
}

#[test]
fn a_session_that_is_over_leaves_the_page_until_somebody_signs_in_or_leaves() {
    let over = Session::In(me("wang")).after(Learned::Over);
    assert_eq!(over, Session::Over(me("wang")));
    assert_eq!(over.after(Learned::Over), over);
    assert_eq!(over.after(Learned::Asked(Err(not_signed_in()))), over);
    assert_eq!(over.after(Learned::Entered(me("li"))), Session::In(me("li")));
    assert_eq!(over.after(Learned::Left), Session::Out);
    assert_eq!(Session::Out.after(Learned::Over), Session::Out);
}
