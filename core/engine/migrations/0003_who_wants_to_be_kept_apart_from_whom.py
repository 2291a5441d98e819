"""Who wants to be kept apart from whom."""

import sqlalchemy as sa
from alembic import op

revision = "engine_0003"
down_revision = "engine_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Who wants to be kept apart from whom."""
    op.create_table('block',
    sa.Column('person', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('other', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('person', 'other')
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_block_other'), ['other'], unique=False)
