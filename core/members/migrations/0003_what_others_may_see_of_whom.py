"""What others may see of whom."""

import sqlalchemy as sa
from alembic import op

revision = "members_0003"
down_revision = "members_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What others may see of whom."""
    op.create_table('members_profile',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('shown', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'part')
    )
