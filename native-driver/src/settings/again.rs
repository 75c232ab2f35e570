//! A document applied to a simulation without its machine: what the machine is again shows what the document says.

use schema_core::Diagnostic;
use schema_core::domain::Domain;
use schema_core::identity;
use schema_core::normalize::{Normalized, normalize};
use schema_core::parse::parse;
use schema_core::validate::validate;
use schema_core::write::write;

use super::stand_in::StandIns;
use crate::apply::{self, ApplyOptions, Unwatched};
use crate::backend::sim::Service;
use crate::backend::sim::file::{self, Flat};
use crate::current::APPLIED;
use crate::drift;
use crate::planner::{self, PlanError, PlanOptions};
use crate::secret::FindSecret;

/// Why no machine can be made.
pub(super) enum NotMade {
    /// The document asks for what cannot be applied.
    Refused(Vec<Diagnostic>),
    /// Something failed on the way.
    Failed(String),
}

/// A simulation that has the machine of a document and no other.
pub(super) fn made(normalized: &Normalized, secrets: FindSecret) -> Result<Service, NotMade> {
    // What the machine keeps of its document is what the document says, and not what stands for that here.
    let kept = drift::kept(&normalized.domain);
    let mut normalized = normalized.clone();
    let stand_ins = StandIns::put(&mut normalized.domain);
    // Addresses that the document leaves open follow from the UUID, so that no two machines have the same.
    let domain = &normalized.domain;
    let uuid = domain
        .uuid
        .unwrap_or_else(|| identity::of_name(&domain.name));
    let (high, low) = uuid.as_u64_pair();
    let service = Service::on_any_host((high ^ low) >> 1);
    let mut sim = service.connect("test:///default");
    let mut plan = planner::new_plan(&sim);
    match planner::plan_machine(&mut sim, &normalized, PlanOptions { secrets }) {
        Ok(machine) => plan.machines.push(machine),
        Err(PlanError::Refused(refused)) => return Err(NotMade::Refused(refused)),
        Err(PlanError::Fault(fault)) => return Err(NotMade::Failed(fault.to_string())),
    }
    let options = ApplyOptions {
        secrets: Some(secrets),
        ..ApplyOptions::default()
    };
    apply::apply(&mut sim, &plan, options, &mut Unwatched)
        .map_err(|error| NotMade::Failed(error.to_string()))?;
    drop(sim);
    file::rename(&service, &|path| stand_ins.real(path).map(str::to_owned));
    file::record(&service, APPLIED, &kept);
    Ok(service)
}

/// The settings of the machine that a document makes, by their names; why there is none.
pub(super) fn machine(domain: &Domain) -> Result<Flat, NotMade> {
    let validated = validate(parse(&write(domain)))
        .map_err(|rejected| NotMade::Refused(rejected.diagnostics))?;
    let service = made(&normalize(&validated), crate::secret::plain)?;
    let nothing = || NotMade::Failed("the simulation has no machine".to_owned());
    file::flat_of(&service).ok_or_else(nothing)
}
