"""Which calendar files were handed out."""

import sqlalchemy as sa
from alembic import op

revision = "mabar_0003"
down_revision = "mabar_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Which calendar files were handed out."""
    op.create_table('mabar_filed',
    sa.Column('session', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('uid', sa.String(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('changed', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['session'], ['mabar_session.id'], ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('session')
    )
