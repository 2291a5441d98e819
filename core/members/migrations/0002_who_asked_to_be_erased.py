"""Who asked to be erased."""

import sqlalchemy as sa
from alembic import op

revision = "members_0002"
down_revision = "members_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who asked to be erased."""
    op.create_table('members_leaving',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person')
    )
