//! `<vbox:paravirtualization>`, `<vbox:memory>`, `<vbox:cpu>`, `<vbox:autostart>` and `<vbox:teleporter>` are members of the machine.

pub(super) mod paravirtualization {
    use schema_core::domain::metadata::{ParavirtProvider, Paravirtualization};

    use super::super::setting::{Fresh, Text, Words, settings};

    const PROVIDERS: Words<ParavirtProvider> = Words {
        of: &["ParavirtProvider"],
        all: &[
            (ParavirtProvider::None, "None"),
            (ParavirtProvider::Default, "Default"),
            (ParavirtProvider::Legacy, "Legacy"),
            (ParavirtProvider::Minimal, "Minimal"),
            (ParavirtProvider::HyperV, "HyperV"),
            (ParavirtProvider::Kvm, "KVM"),
        ],
    };

    settings! {
        Paravirtualization in "IMachine" {
            provider: "provider" is "paravirtProvider" as PROVIDERS, Fresh::Is(ParavirtProvider::Default);
        } details {
            debug: "debug" is "paravirtDebug" as Text, Fresh::Is(String::new());
        }
    }
}

pub(super) mod host_memory {
    use schema_core::domain::YesNo;
    use schema_core::domain::metadata::HostMemory;

    use super::super::setting::{Fresh, Number, Switch, settings};

    settings! {
        HostMemory in "IMachine" details {
            page_fusion: "pageFusion" is "pageFusionEnabled" as Switch, Fresh::Is(YesNo::No);
            balloon: "balloon" is "memoryBalloonSize" as Number, Fresh::Is(0);
        }
    }
}

pub(super) mod cpu {
    use schema_core::domain::YesNo;
    use schema_core::domain::metadata::CpuSettings;

    use super::super::setting::{Fresh, Number, Switch, Text, settings};

    settings! {
        CpuSettings in "IMachine" details {
            profile: "profile" is "CPUProfile" as Text, Fresh::Is("host".to_owned());
            portability: "portability" is "CPUIDPortabilityLevel" as Number, Fresh::Is(0);
            hot_plug: "hotPlug" is "CPUHotPlugEnabled" as Switch, Fresh::Is(YesNo::No);
        }
    }
}

pub(super) mod autostart {
    use schema_core::domain::YesNo;
    use schema_core::domain::metadata::{Autostart, Autostop};

    use super::super::setting::{Fresh, Number, Switch, Words, settings};

    const STOPS: Words<Autostop> = Words {
        of: &["AutostopType"],
        all: &[
            (Autostop::Disabled, "Disabled"),
            (Autostop::SaveState, "SaveState"),
            (Autostop::PowerOff, "PowerOff"),
            (Autostop::AcpiShutdown, "AcpiShutdown"),
        ],
    };

    settings! {
        Autostart in "IMachine" {
            enabled: "enabled" is "autostartEnabled" as Switch, Fresh::Is(YesNo::No);
        } details {
            delay: "delay" is "autostartDelay" as Number, Fresh::Is(0);
            stop: "stop" is "autostopType" as STOPS, Fresh::Is(Autostop::Disabled);
        }
    }
}

pub(super) mod teleporter {
    use schema_core::domain::YesNo;
    use schema_core::domain::metadata::Teleporter;

    use super::super::setting::{Fresh, Number, Switch, Text, settings};

    settings! {
        Teleporter in "IMachine" details {
            enabled: "enabled" is "teleporterEnabled" as Switch, Fresh::Is(YesNo::No);
            port: "port" is "teleporterPort" as Number, Fresh::Is(0);
            address: "address" is "teleporterAddress" as Text, Fresh::Is(String::new());
        }
    }
}
