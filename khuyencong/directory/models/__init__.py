"""Places, bodies, people in bodies, and rural industrial establishments."""

from khuyencong.directory.models.bodies import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationParent,
    OrganisationSuccession,
)
from khuyencong.directory.models.establishments import (
    Establishment,
    EstablishmentFact,
    EstablishmentKind,
    EstablishmentMerge,
    EstablishmentTrade,
    FactKind,
    MovedReference,
    Trade,
)
from khuyencong.directory.models.people import Membership, RightsReview
from khuyencong.directory.models.places import (
    AdministrativeUnit,
    AttributeKind,
    Level,
    MapVersion,
    PlaceAttribute,
    PlaceEvent,
    Region,
    RegionMembership,
    UnitKind,
    UnitSuccession,
)

__all__ = [
    "AdministrativeUnit",
    "AttributeKind",
    "Establishment",
    "EstablishmentFact",
    "EstablishmentKind",
    "EstablishmentMerge",
    "EstablishmentTrade",
    "FactKind",
    "Level",
    "MapVersion",
    "Membership",
    "MovedReference",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationParent",
    "OrganisationSuccession",
    "PlaceAttribute",
    "PlaceEvent",
    "Region",
    "RegionMembership",
    "RightsReview",
    "Trade",
    "UnitKind",
    "UnitSuccession",
]
